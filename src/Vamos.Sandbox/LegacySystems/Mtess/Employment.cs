namespace Vamos.Sandbox.LegacySystems.Mtess;

using Vamos.Sandbox.Population;

/// <summary>One employment of the register.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Position">The post, in Spanish.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day, where it ended.</param>
/// <param name="MonthlySalary">In guaraníes, of the last period reported.</param>
/// <param name="SalaryPeriod">First day of that period.</param>
/// <param name="Updated">When the record was last touched.</param>
public sealed record Employment(
    int Id,
    Cedula Worker,
    Employer Employer,
    string Position,
    DateOnly Start,
    DateOnly? End,
    long MonthlySalary,
    DateOnly SalaryPeriod,
    DateTimeOffset Updated);
