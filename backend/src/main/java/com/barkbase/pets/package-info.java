/** A kennel's pets: what they are and need, whose they are, and what they weighed. */
@org.jspecify.annotations.NullMarked
package com.barkbase.pets;
