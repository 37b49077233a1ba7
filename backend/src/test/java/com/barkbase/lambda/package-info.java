/** A function, the layer and Lambda's own runtime together, as far as they go without AWS. */
@org.jspecify.annotations.NullMarked
package com.barkbase.lambda;
