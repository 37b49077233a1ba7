@NullMarked
package com.barkbase.chaos.rotation;

import org.jspecify.annotations.NullMarked;
