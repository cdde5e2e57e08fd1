namespace Vamos.Adapters.Certification.Checks;

/// <summary>Every check, in the order in which they run. docs/certification.md lists them for people.</summary>
internal static class CheckCatalogue
{
    /// <param name="showValues">Whether reports may say what the adapter answered.</param>
    public static IReadOnlyList<ICheck> All(bool showValues = false) =>
    [
        new DescribeComplete(),
        new DescribeStable(),
        new HealthServing(),
        new UnknownMethod(),
        new UnknownFields(),
        new AccessWithoutCertificate(),
        new AccessForgedCertificate(),
        new AccessOtherInstitution(),
        new GoldenVectors(showValues),
        new ProvenanceComplete(),
        new UnknownPerson(),
        new KindsAsked(),
        new KindsEmptyMeansAll(),
        new KindsNotOffered(),
        new IdentityEcho(),
        new IdentitySpellings(),
        new IdentityLetter(),
        new IdentityCountry(),
        new MalformedQuestion(),
        new BatchEqualsSingle(),
        new BatchAnswersOnce(),
        new BatchMalformedQuestion(),
        new BatchIdleStream(),
        new BatchSlowReader(),
        new Deadlines(),
        new Cancellation(),
        new ChangesNotOffered(),
        new ChangesSignOfLife(),
        new ChangesMalformedToken(),
        new ChangesResume(),
        new ChangesTwoWatchers(),
        new LoadRun(),
        // Reads the errors that the others brought about.
        new ErrorsPrivate(),
    ];
}
