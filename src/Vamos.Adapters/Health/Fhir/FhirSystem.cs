namespace Vamos.Adapters.Health.Fhir;

/// <summary>The ministry's FHIR server as the readers see it.</summary>
/// <param name="Settings">What it calls things.</param>
/// <param name="Client">Asks it.</param>
/// <param name="Search">Its searches.</param>
/// <param name="Directory">Its establishments and insurers.</param>
/// <param name="Logger">Where its oddities are told.</param>
internal sealed record FhirSystem(FhirSettings Settings, FhirClient Client, FhirSearch Search, FhirDirectory Directory, ILogger Logger);
