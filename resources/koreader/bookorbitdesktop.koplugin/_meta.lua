return {
    fullname = "BookOrbit Desktop",
    description = [[Sends status, rating, notes, highlights and page views to BookOrbit Desktop on your computer.]],
    version = "1.0.0",
}
