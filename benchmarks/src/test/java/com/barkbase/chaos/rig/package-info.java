@NullMarked
package com.barkbase.chaos.rig;

import org.jspecify.annotations.NullMarked;
