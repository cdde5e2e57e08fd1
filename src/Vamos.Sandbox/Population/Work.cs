namespace Vamos.Sandbox.Population;

/// <summary>In what relation somebody works.</summary>
public enum WorkRelation
{
    PublicEmployee,
    PrivateEmployee,
    PrivateLabourer,
    Employer,
    OwnAccount,
    Unpaid,
    DomesticWorker,
}

/// <summary>A person's main occupation.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Occupation">In Spanish, as an interviewer writes it.</param>
/// <param name="MonthlyIncome">Guaraníes a month.</param>
/// <param name="IsRegistered">The employer has declared it, so that it is known to the social insurance.</param>
public sealed record Work(WorkRelation Relation, string Occupation, long MonthlyIncome, bool IsRegistered);

/// <summary>Money that comes in other than by work, in guaraníes a month.</summary>
public sealed record OtherIncome(long Retirement = 0, long Pension = 0, long Family = 0, long Rent = 0)
{
    /// <summary>None at all.</summary>
    public static OtherIncome None { get; } = new();
}
