declare module "vader-sentiment" {
  const library: {
    SentimentIntensityAnalyzer: { polarity_scores(text: string): { readonly compound: number } };
  };
  export = library;
}
