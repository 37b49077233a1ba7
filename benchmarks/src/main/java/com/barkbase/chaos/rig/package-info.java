/** What scenarios break: servers, the network between them, secrets and processes, all real and all on loopback. */
@NullMarked
package com.barkbase.chaos.rig;

import org.jspecify.annotations.NullMarked;
