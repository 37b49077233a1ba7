/** The libraries that Java teams know, each at work on the db-layer's DataSources. */
@org.jspecify.annotations.NullMarked
package com.barkbase.libraries;
