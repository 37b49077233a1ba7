/** Spring Boot with its JDBC starter. */
@NullMarked
package com.barkbase.bench.springboot;

import org.jspecify.annotations.NullMarked;
