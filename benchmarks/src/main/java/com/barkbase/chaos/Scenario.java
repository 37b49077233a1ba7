package com.barkbase.chaos;

/** One story of what goes wrong, told with a real server that it starts and ends itself. */
@FunctionalInterface
interface Scenario {
    Report tell(Run run) throws Exception;
}
