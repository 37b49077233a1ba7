@NullMarked
package com.barkbase.cdk.picture;

import org.jspecify.annotations.NullMarked;
