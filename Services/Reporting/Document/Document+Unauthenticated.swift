extension Document {
  /// The document as it is drawn for whoever did not say who it is: the banner says so, and so every page does.
  ///
  /// It is of the drawing and not of what was published, which stays as it is.
  var drawnWithoutAuthentication: Document {
    var drawn = self
    drawn.banner = [banner, Phrases.of(language).unauthenticated].compactMap(\.self).joined(separator: " · ")
    return drawn
  }
}
