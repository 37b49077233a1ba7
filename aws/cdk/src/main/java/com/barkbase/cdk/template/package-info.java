/** The synthesised templates, read as data: what CloudFormation gets, whichever construct it came from. */
@NullMarked
package com.barkbase.cdk.template;

import org.jspecify.annotations.NullMarked;
