/** The files of a service for a container image, with an AOT cache that the service itself has trained. */
@NullMarked
package com.barkbase.image;

import org.jspecify.annotations.NullMarked;
