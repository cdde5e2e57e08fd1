namespace Vamos.Sandbox.LegacySystems.Mtess;

using Vamos.Sandbox.Population;

/// <summary>Something that happened to a worker's employments.</summary>
/// <param name="Number">Its place in the journal, from 1.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Kind">ALTA (hired), BAJA (left) or MODIFICACION.</param>
/// <param name="Time">When.</param>
public sealed record EmploymentChange(long Number, Cedula Worker, string Kind, DateTimeOffset Time);
