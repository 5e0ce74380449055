import CPostgres

/// PostgreSQL with a prepared statement in a pipeline, results read at the end of each transaction.
final class RawPostgres: RawEngine {
  private let connection: OpaquePointer

  init(_ url: String) throws {
    guard let connection = PQconnectdb(url), PQstatus(connection) == CONNECTION_OK else {
      throw RawFault(text: "cannot connect")
    }
    self.connection = connection
    PQclear(PQexec(connection, "DROP TABLE IF EXISTS raw"))
    PQclear(
      PQexec(
        connection,
        "CREATE TABLE raw (number BIGINT, name TEXT, value BIGINT, since BIGINT, until BIGINT, "
          + "PRIMARY KEY (number, since))"))
    PQclear(PQprepare(connection, "put", "INSERT INTO raw VALUES ($1, '济宁高新区', $2, 1, 9)", 0, nil))
    PQenterPipelineMode(connection)
  }

  func begin() throws { PQsendQueryParams(connection, "BEGIN", 0, nil, nil, nil, nil, 1) }

  func insert(_ number: Int64) throws {
    withUnsafeBytes(of: (number.bigEndian, (number &* 7).bigEndian)) { raw in
      let bytes = raw.bindMemory(to: CChar.self).baseAddress
      let values = [bytes, bytes?.advanced(by: 8)]
      _ = PQsendQueryPrepared(connection, "put", 2, values, [8, 8], [1, 1], 1)
    }
  }

  func commit() throws {
    PQsendQueryParams(connection, "COMMIT", 0, nil, nil, nil, nil, 1)
    PQpipelineSync(connection)
    var fault: String?
    while true {
      guard let result = PQgetResult(connection) else { continue }
      let status = PQresultStatus(result)
      if status == PGRES_FATAL_ERROR { fault = fault ?? String(cString: PQresultErrorMessage(result)) }
      PQclear(result)
      if status == PGRES_PIPELINE_SYNC { break }
    }
    if let fault { throw RawFault(text: fault) }
  }
}
