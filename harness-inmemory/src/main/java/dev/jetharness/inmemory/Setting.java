package dev.jetharness.inmemory;

/** What can be set of the server program, by a flag or in its configuration file. */
enum Setting {
  HOST,
  PORT,
  SERVER_NAME,
  MONITOR_HOST,
  MONITOR_PORT,
  JETSTREAM,
  STORE_DIRECTORY,
  USER,
  PASSWORD,
  TOKEN,
  LOG_FILE,
  PID_FILE,
  PORTS_FILE_DIRECTORY,
  DEBUG,
  TRACE
}
