namespace Vamos.Sandbox.LegacySystems.Mtess;

/// <summary>An employer of the register. The two numbers have nothing to do with each other, as far as anybody outside the ministry knows.</summary>
/// <param name="Number">Ten digits, today's.</param>
/// <param name="FormerNumber">Five digits, of the first generation of payrolls.</param>
/// <param name="Name">As registered.</param>
/// <param name="IsPublic">A body of the State, which sends no payrolls.</param>
/// <param name="SendsFormerPayrolls">Still sends its payrolls in the first generation's form.</param>
public sealed record Employer(string Number, string FormerNumber, string Name, bool IsPublic, bool SendsFormerPayrolls);
