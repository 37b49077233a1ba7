package com.barkbase.chaos.soak;

/**
 * What a process holds at one moment.
 *
 * @param seconds since the beginning
 * @param heapKilobytes after a garbage collection
 * @param threads the JVM's, virtual ones not counted
 * @param files open file descriptors, sockets among them
 * @param connections which the server counts
 */
record Sample(long seconds, long heapKilobytes, long threads, long files, long connections) {}
