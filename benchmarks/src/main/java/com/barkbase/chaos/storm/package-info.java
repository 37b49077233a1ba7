/** More environments at once than the server has connections: is each of them served? */
@NullMarked
package com.barkbase.chaos.storm;

import org.jspecify.annotations.NullMarked;
