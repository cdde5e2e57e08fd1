namespace Vamos.Contracts.Territory;

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

/// <summary>All departments and districts of the country, by the official code and by the codes of other bodies.</summary>
public sealed class TerritoryCatalogue
{
    private static readonly Lazy<TerritoryCatalogue> Loaded = new(Load);

    private readonly FrozenDictionary<string, Department> _departments;
    private readonly FrozenDictionary<string, District> _districts;
    private readonly FrozenDictionary<string, Department> _departmentsByElectoralCode;
    private readonly FrozenDictionary<string, Department> _departmentsByTaxCode;
    private readonly FrozenDictionary<string, District> _districtsByElectoralCode;

    private TerritoryCatalogue(ImmutableArray<Department> departments, ImmutableArray<District> districts)
    {
        Departments = departments;
        Districts = districts;
        _departments = departments.ToFrozenDictionary(department => department.Code);
        _districts = districts.ToFrozenDictionary(district => district.Code);
        _departmentsByElectoralCode = departments.ToFrozenDictionary(department => department.ElectoralCode);
        _departmentsByTaxCode = departments.ToFrozenDictionary(department => department.TaxCode);
        _districtsByElectoralCode = districts.ToFrozenDictionary(district => district.ElectoralCode);
    }

    /// <summary>The 18 departments (the capital counts as one) and 263 districts of Paraguay.</summary>
    public static TerritoryCatalogue Paraguay => Loaded.Value;

    /// <summary>Every department, by code.</summary>
    public ImmutableArray<Department> Departments { get; }

    /// <summary>Every district, by code.</summary>
    public ImmutableArray<District> Districts { get; }

    /// <summary>The district of an INE code, or null where there is none.</summary>
    public District? FindDistrict(string code) => _districts.GetValueOrDefault(code);

    /// <summary>The department of an INE code, or null where there is none.</summary>
    public Department? FindDepartment(string code) => _departments.GetValueOrDefault(code);

    /// <summary>The district that the electoral body calls by this four-digit code, or null.</summary>
    public District? FindDistrictByElectoralCode(string code) => _districtsByElectoralCode.GetValueOrDefault(code);

    /// <summary>The department that the electoral body calls by this two-digit code, or null.</summary>
    public Department? FindDepartmentByElectoralCode(string code) => _departmentsByElectoralCode.GetValueOrDefault(code);

    /// <summary>The department that the tax authority calls by this code, or null.</summary>
    public Department? FindDepartmentByTaxCode(string code) => _departmentsByTaxCode.GetValueOrDefault(code);

    private static TerritoryCatalogue Load()
    {
        var departments = ReadRows("departments.csv")
            .Select(row => new Department(row[0], row[1], row[2], row[3], row[4]))
            .ToImmutableArray();
        var byCode = departments.ToDictionary(department => department.Code);
        var districts = ReadRows("districts.csv")
            .Select(row => new District(row[0], row[1], byCode[row[2]]))
            .ToImmutableArray();
        return new TerritoryCatalogue(departments, districts);
    }

    // The files are ours: no quotes, no commas in names.
    private static IEnumerable<string[]> ReadRows(string file)
    {
        var type = typeof(TerritoryCatalogue);
        using var stream = type.Assembly.GetManifestResourceStream(type, file)
            ?? throw new InvalidOperationException($"The embedded resource {file} is missing from {type.Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}
