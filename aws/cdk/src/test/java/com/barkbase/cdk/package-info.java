@NullMarked
package com.barkbase.cdk;

import org.jspecify.annotations.NullMarked;
