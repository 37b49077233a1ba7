/** What a JSON body may hold: declared once, then read, checked and printed as JSON Schema from the same words. */
@org.jspecify.annotations.NullMarked
package com.barkbase.fields;
