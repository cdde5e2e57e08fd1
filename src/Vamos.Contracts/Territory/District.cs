namespace Vamos.Contracts.Territory;

/// <summary>A district, the unit in which the system operates.</summary>
/// <param name="Code">INE code <c>DDdd</c>: department, then district within it.</param>
/// <param name="Name">Official name, in Spanish.</param>
/// <param name="Department">The department it lies in.</param>
public sealed record District(string Code, string Name, Department Department)
{
    /// <summary>The code by which the electoral body knows this district: its department's own code, then the same two digits.</summary>
    public string ElectoralCode => string.Concat(Department.ElectoralCode, Code.AsSpan(2));
}
