namespace Vamos.Hub.Tests.Exchange.Agreements;

/// <summary>A folder of documents for one test.</summary>
internal sealed class AgreementsFolder : IDisposable
{
    public const string Institutions = """
        institutions:
          - { code: mtess, name: Ministerio de Trabajo, roles: [consumer] }
          - { code: utgs, name: Unidad Técnica, roles: [consumer, monitor] }
          - { code: mds, name: Ministerio de Desarrollo Social, roles: [provider] }
        """;

    public const string Agreement = """
        id: mtess-control
        title: Control
        parties: { consumer: mtess, providers: [mds] }
        instrument: { kind: Convenio, number: '12/2026', date: 2026-01-01, article: '4' }
        validity: { from: 2026-01-01, until: 2099-12-31 }
        purposes: [PURPOSE_BENEFIT_CONTROL]
        quota: { per_second: 5, per_day: 100 }
        max_staleness: 24h
        audit_class: standard
        methods:
          - method: BeneficiaryService/GetBeneficiary
            fields: [beneficiary.enrollments.status]
        """;

    public AgreementsFolder()
    {
        Path = Directory.CreateTempSubdirectory("vamos-agreements").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "agreements"));
        Write("institutions.yaml", Institutions);
        Write("agreements/mtess.yaml", Agreement);
    }

    public string Path { get; }

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
