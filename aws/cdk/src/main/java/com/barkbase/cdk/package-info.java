/** The infrastructure of BarkBase on AWS: one CDK app, its stacks, and what they share. */
@NullMarked
package com.barkbase.cdk;

import org.jspecify.annotations.NullMarked;
