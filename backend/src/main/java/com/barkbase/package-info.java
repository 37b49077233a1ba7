/** The services of BarkBase: one package each, and {@link com.barkbase.Routes} over them all. */
@org.jspecify.annotations.NullMarked
package com.barkbase;
