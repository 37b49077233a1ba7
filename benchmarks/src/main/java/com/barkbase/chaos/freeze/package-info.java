/** A process that stands still, as Lambda lets one: what does its first request afterwards cost? */
@NullMarked
package com.barkbase.chaos.freeze;

import org.jspecify.annotations.NullMarked;
