/** A kennel's pets: its list, page by page, and one pet with its owners. */
@org.jspecify.annotations.NullMarked
package com.barkbase.pets;
