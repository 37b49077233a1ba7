/** What a scenario of {@code ./barkbase chaos} is given, and what it says at its end. */
@NullMarked
package com.barkbase.chaos.scenario;

import org.jspecify.annotations.NullMarked;
