/** Who works for a kennel and as what: its members, and what the caller may do. */
@org.jspecify.annotations.NullMarked
package com.barkbase.staff;
