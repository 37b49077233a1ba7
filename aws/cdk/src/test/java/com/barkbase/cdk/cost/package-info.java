@NullMarked
package com.barkbase.cdk.cost;

import org.jspecify.annotations.NullMarked;
