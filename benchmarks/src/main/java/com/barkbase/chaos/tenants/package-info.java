/** Many kennels over one pool: does any see another's rows? */
@NullMarked
package com.barkbase.chaos.tenants;

import org.jspecify.annotations.NullMarked;
