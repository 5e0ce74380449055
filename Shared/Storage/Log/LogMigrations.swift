/// The tables that every store has. Shipped entries are never edited: add one.
enum LogMigrations {
  static let all = [
    Migration(
      "storage 0001 create log",
      """
      CREATE TABLE log_head (
        one            {integer} PRIMARY KEY CHECK (one = 1),  -- there is one row, which each batch locks first
        epoch          {integer} NOT NULL,
        size           {integer} NOT NULL,
        root           {blob} NOT NULL,
        time           {integer} NOT NULL,                     -- of the last entry, microseconds UTC
        hash_algorithm {text} NOT NULL) {strict};

      CREATE TABLE log_entry (
        sequence       {integer} PRIMARY KEY,                  -- from 1, without gaps
        epoch          {integer} NOT NULL,
        time           {integer} NOT NULL,                     -- microseconds UTC, never going backwards
        received_at    {integer} NOT NULL,                     -- microseconds UTC
        principal      {text} NOT NULL,
        on_behalf_of   {text},
        request_id     {text},
        method         {text} NOT NULL,
        resource       {text} NOT NULL,
        schema         {text} NOT NULL,
        bytes          {blob} NOT NULL,
        batches        {integer} NOT NULL,                     -- how many rows of log_batch are part of it
        batches_digest {blob},
        hash_algorithm {text} NOT NULL,
        leaf_hash      {blob} NOT NULL) {strict};

      CREATE TABLE log_node (                                  -- roots of complete subtrees; leaves are in log_entry
        level          {integer} NOT NULL CHECK (level > 0),
        place          {integer} NOT NULL,
        hash           {blob} NOT NULL,
        PRIMARY KEY (level, place)) {keyed};
      """),
    Migration(
      "storage 0002 create request",
      """
      CREATE TABLE log_request (                               -- the first answers, kept for a time
        principal      {text} NOT NULL,
        method         {text} NOT NULL,
        request_id     {text} NOT NULL,
        request_hash   {blob} NOT NULL,
        answer         {blob} NOT NULL,
        epoch          {integer} NOT NULL,
        sequence       {integer} NOT NULL,
        time           {integer} NOT NULL,                     -- microseconds UTC
        PRIMARY KEY (principal, method, request_id)) {keyed};
      """),
    Migration(
      "storage 0003 create batch",
      """
      CREATE TABLE log_batch (
        batch          {text} PRIMARY KEY,
        adopted_by     {integer},                              -- sequence of the entry; NULL: nobody sees it
        ordinal        {integer},                              -- its place among the entry's batches, from 0
        staged_at      {integer} NOT NULL) {keyed};            -- microseconds UTC

      CREATE INDEX log_batch_adopted ON log_batch (adopted_by, ordinal);

      CREATE TABLE log_slice (
        batch          {text} NOT NULL,
        sequence       {integer} NOT NULL,
        hash           {blob} NOT NULL,                        -- of the bytes
        bytes          {blob} NOT NULL,
        PRIMARY KEY (batch, sequence)) {strict};
      """),
    Migration(
      "storage 0004 keep effects",
      """
      ALTER TABLE log_entry ADD COLUMN effects {blob};         -- the last part; NULL: an older release kept none
      ALTER TABLE log_entry ADD COLUMN effect_parts {integer}; -- how many parts of log_effect come before it
      ALTER TABLE log_entry ADD COLUMN effects_digest {blob};

      CREATE TABLE log_effect (                                -- parts of the effects that are too many for a row
        sequence       {integer} NOT NULL,
        part           {integer} NOT NULL,                     -- from 0
        bytes          {blob} NOT NULL,
        PRIMARY KEY (sequence, part)) {strict};
      """),
    Migration(
      "storage 0005 lay rows ahead",
      """
      CREATE TABLE log_laid (                                  -- batches of rows that lie in their tables already
        number         {integer} PRIMARY KEY,                  -- their `since`, and the sequence in log_effect
        laid_at        {integer} NOT NULL,                     -- microseconds UTC
        parts          {integer} NOT NULL,                     -- how many parts of log_effect tell them
        given_up       {integer} NOT NULL,                     -- 1: they are to be removed
        adopted_by     {integer},                              -- sequence of the entry; NULL: nobody sees them
        settled        {integer} NOT NULL) {strict};           -- the rows of so many parts have their version

      CREATE UNIQUE INDEX log_laid_adopted ON log_laid (adopted_by);

      ALTER TABLE log_head ADD COLUMN settling {integer};      -- the adopted batch that is not settled yet; NULL: none
      ALTER TABLE log_head ADD COLUMN settling_as {integer};   -- the entry that adopted it
      """),
  ]
}
