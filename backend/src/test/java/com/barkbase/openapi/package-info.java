@org.jspecify.annotations.NullMarked
package com.barkbase.openapi;
