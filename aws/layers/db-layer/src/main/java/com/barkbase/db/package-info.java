/** The way from a Java Lambda function to PostgreSQL: {@link com.barkbase.db.Db} is the door. */
@org.jspecify.annotations.NullMarked
package com.barkbase.db;
