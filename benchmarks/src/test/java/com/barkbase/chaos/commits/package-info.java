@NullMarked
package com.barkbase.chaos.commits;

import org.jspecify.annotations.NullMarked;
