/** A kennel's clients: the people that pets belong to. */
@org.jspecify.annotations.NullMarked
package com.barkbase.owners;
