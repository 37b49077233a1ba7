/** A proxy stands between the pools and PostgreSQL and lends its sessions to whoever has a transaction. */
@NullMarked
package com.barkbase.chaos.proxies;

import org.jspecify.annotations.NullMarked;
