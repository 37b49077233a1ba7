/** A password that changes under running environments: does any request fail? */
@NullMarked
package com.barkbase.chaos.rotation;

import org.jspecify.annotations.NullMarked;
