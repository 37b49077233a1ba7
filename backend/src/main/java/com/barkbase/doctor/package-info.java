/** What is wrong between a function, or a developer's machine, and its rows: from the layer to the schema. */
@org.jspecify.annotations.NullMarked
package com.barkbase.doctor;
