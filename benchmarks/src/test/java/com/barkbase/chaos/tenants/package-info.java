@NullMarked
package com.barkbase.chaos.tenants;

import org.jspecify.annotations.NullMarked;
