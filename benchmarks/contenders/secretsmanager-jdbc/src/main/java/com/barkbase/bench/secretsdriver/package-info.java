/** AWS's driver that takes a secret's name for a user. */
@NullMarked
package com.barkbase.bench.secretsdriver;

import org.jspecify.annotations.NullMarked;
