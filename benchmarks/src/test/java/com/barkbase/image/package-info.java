@NullMarked
package com.barkbase.image;

import org.jspecify.annotations.NullMarked;
