/** Whether the service can reach its database, for monitors that hold no token. */
@org.jspecify.annotations.NullMarked
package com.barkbase.health;
