/** What day it is at a kennel. */
@org.jspecify.annotations.NullMarked
package com.barkbase.calendar;
