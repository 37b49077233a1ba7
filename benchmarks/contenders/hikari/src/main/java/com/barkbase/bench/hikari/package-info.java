/** HikariCP, the driver and the AWS SDK. */
@NullMarked
package com.barkbase.bench.hikari;

import org.jspecify.annotations.NullMarked;
