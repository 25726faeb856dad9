import { Route, Routes } from 'react-router';
import { ImportPage } from './Import';
import './imports.css';
import { NewImport } from './New';
import { PastImports } from './Past';

/** Records from a table, in seven steps; and the imports so far. */
export default function ImportPages() {
  return (
    <Routes>
      <Route index element={<PastImports />} />
      <Route path="new" element={<NewImport />} />
      <Route path=":id" element={<ImportPage />} />
    </Routes>
  );
}
