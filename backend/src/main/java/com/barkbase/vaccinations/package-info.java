/** What pets are vaccinated against, until when, and which doses are due. */
@org.jspecify.annotations.NullMarked
package com.barkbase.vaccinations;
