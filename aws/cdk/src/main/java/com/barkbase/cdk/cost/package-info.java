/** What an environment costs in a month, from its templates, a price list and one page of assumptions. */
@NullMarked
package com.barkbase.cdk.cost;

import org.jspecify.annotations.NullMarked;
