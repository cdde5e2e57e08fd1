namespace Vamos.Adapters.Certification;

/// <summary>What <c>certify --help</c> says.</summary>
internal static class CertifyHelp
{
    public const string Text = """
        vamos-adapter certify: tries whether an adapter, in whatever language it is written, keeps to the contract vamos.adapter.v1.

        Usage:
          vamos-adapter certify https://host:port --certs <folder> [--expect <file>] [--junit <file>] [...]
          vamos-adapter certify https://host:port --certs <folder> --init <file> --ask <numbers>
          vamos-adapter certify --list

        It calls as the hub does, over mutual TLS, asks about the people of the file of expectations, and reports what is wrong and
        what to do about it. Nothing personal is in the report unless --show-values is given. It only reads; the command for changes
        in the file of expectations, if there is one, is the only thing that changes records.

        Options:
          --certs <folder>             Folder with ca.pem, hub.pem and hub.key, as the sandbox makes it (.sandbox/certs) and 'vamos certs init'.
          --authority <file>           The authority's certificate, instead of <folder>/ca.pem.
          --certificate <file>         The hub's certificate, instead of <folder>/hub.pem.
          --key <file>                 Its private key, instead of <folder>/hub.key.
          --other-certificate <file>   Certificate of another institution, which must be refused; taken from the folder when it has one.
          --other-key <file>           Its private key.
          --expect <file>              People whom the adapter knows and does not know, the facts expected of them, and how to cause changes;
                                       YAML or JSON. Without it, much cannot be tried and is reported as skipped.
          --show-values                Lets the report say what the adapter answered where something else was expected.
          --init <file>                Writes a file of expectations from what the adapter answers now, to be read and corrected by hand.
          --ask <numbers>              The numbers for --init, separated by commas: 99000001,A-99000010
          --junit <file>               Writes the report as JUnit XML too.
          --load-seconds <number>      How long the adapter is put under load; 5 unless said otherwise, 0 for not at all.
          --wait-seconds <number>      How long to wait for an adapter that is just starting; 0 unless said otherwise.
          --only <ids>                 Only these checks, separated by commas.
          --list                       Lists all checks with their ids.
          --help                       This text.

        Example of a file of expectations:
          people:
            - national_id: 99000004            # the number alone will do: - 99000004
              name: mother in Villeta          # what the report calls her
              records:                         # fields of vamos.adapter.v1.PersonRecords, only those that matter
                person: { birth_date: 1992-03-14 }
                enrollments:                   # at least these, in any order; [] for none
                  - { programme_code: tekopora, status: ENROLLMENT_STATUS_ACTIVE, instalment: 12, end_date: null }
          unknown: [99000012]
          changes:
            command: ./change-record.sh        # VAMOS_PERSON holds the number, VAMOS_CHANGE a number never used before
            people: [99000004]
            times: 3
            within: 30s
          timeouts: { call: 10s, batch: 60s, sign_of_life: 30s, idle: 3s, clock: 30s }

        Exit codes: 0 everything passed (skipped checks do not count), 1 something failed, 2 the arguments or files cannot be used
        (every error is listed), 3 the adapter cannot be reached.
        """;
}
