/** The architecture as a picture, drawn from the templates. */
@NullMarked
package com.barkbase.cdk.picture;

import org.jspecify.annotations.NullMarked;
